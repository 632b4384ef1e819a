"""Files in and out, whole or not at all; what is wrong in one is refused with its line."""
