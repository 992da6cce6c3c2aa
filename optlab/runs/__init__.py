"""The only loop, its record, how it ended, many runs at once, tuning."""
