"""What pages say: summaries of the rows, and the sentences, tables and charts made of them."""
