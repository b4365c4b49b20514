extension Layout {
    /// Refuses a root where none of some directories is there: most likely one that was mistyped, of which a question would
    /// find that all is well.
    func requirePublished(_ directories: [String], _ disk: any Disk) throws {
        guard directories.contains(where: disk.isDirectory) else {
            throw UsageError("'\(pipeline)' has published nothing below '\(root)'; is --root right?")
        }
    }
}
