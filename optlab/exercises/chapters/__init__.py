"""What is asked in each notebook, and the mistakes that are made."""
