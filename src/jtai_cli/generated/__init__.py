"""What is made from other files, by scripts: never edited by hand."""
