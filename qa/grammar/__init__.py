"""Grammar: the rules of the product, and the libraries and servers that know more."""
