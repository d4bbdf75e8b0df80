"""The application: pages, changes, guards, and a real browser."""
