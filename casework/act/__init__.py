"""Acts: their forms, what they count for, what they bring about; reports handed in and reviewed."""
