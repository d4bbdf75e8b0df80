"""One picture a file, as SVG and for the terminal. They take plain numbers and words, and give text."""
