"""A Pi for real processes: this folder on PYTHONPATH holds a module named lgpio."""
