"""How fast the program is, beside others on the same input in the same run: ``python -m bench``."""
