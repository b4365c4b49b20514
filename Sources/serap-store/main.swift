import Storing

// Everything is in the library; see `serap-store --help`.
StoreCommand.main()
