"""The catalog's answers over gRPC, a module for each service of the contract."""
