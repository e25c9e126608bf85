"""The main screens as they shall look. `RENEW_PICTURES=1 make test` stores them anew, after somebody has looked at them."""
