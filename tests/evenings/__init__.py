"""Whole evenings, told as stories: hatch and bar against each other over a wire that can fail."""
