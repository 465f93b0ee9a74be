print("quintet")
