"""What is refused, said in Chinese: the words of the code are English, their readers mostly are not."""
