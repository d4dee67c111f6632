"""What the product knows about languages: words, sentences, forms, letter case, names of languages."""
