"""The mistakes that are made in each exercise: a key, what it is, and how it is made."""
