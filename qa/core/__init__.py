"""The data that flows through the product, its contracts and its errors. Standard library only."""
