"""The pages of persons outside: who they are, with whom they act, what they were found to own."""
