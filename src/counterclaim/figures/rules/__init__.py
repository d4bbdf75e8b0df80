"""One codebook a file: from claims, source profiles and origins to low, best, high, grade and reasons."""
