import ArgumentParser

/// Where a question looks: the root, and a key of which each command says what it is where none is named.
struct PlaceArguments: ParsableArguments {
    @Option(help: "The key: a day such as 2023-08-15.")
    var key: String?

    @OptionGroup var place: RootArguments

    func options(file: String) -> Session.Options {
        Session.Options(
            file: file, key: key, root: place.root, besides: SerapProgram.ownDirectory,
            environment: SerapProgram.environment)
    }
}
