"""A Stripe of our own, served on loopback over HTTP, with a clock: for tests only, after docs.stripe.com/api."""
