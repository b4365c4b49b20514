import RecordIO
import Records

/// The robots.txt files of services as they were fetched last, in `SERAP_STATE/robots/`: a line of JSON with the
/// service, the moment and the digest of the rest, then the file.
///
/// They serve every key and attempt of the stage for 24 hours (RFC 9309, section 2.4), and after that only where a service
/// cannot be reached; `sweep` removes what is older than that is good for. Deleting them costs a request each. What is
/// damaged is not there.
struct RobotsCache: Sendable {
    /// What was fetched.
    struct Copy: Sendable, Equatable {
        /// The bytes, at most `RobotsRules.limit`; nil where the service has none, so that everything is allowed.
        var file: [UInt8]?
        var fetchedAt: Instant

        /// Whether it may be used without a look at the service.
        func isFresh(at now: Instant) -> Bool { (0..<86_400).contains(now.seconds - fetchedAt.seconds) }
    }

    /// Days after which a copy is removed: a service that could not be reached for so long has none.
    static let longest = 60

    /// `SERAP_STATE/robots`
    let directory: String

    /// What was kept of a service such as `https://media.example`; nil where nothing whole is there.
    func copy(of service: String) -> Copy? {
        guard let (name, copy) = Self.read(path(service)), name == service else { return nil }
        return copy
    }

    /// Removes the copies that are too old, and what is none; gives those that are fresh, by service.
    func sweep(now: Instant) -> [(service: String, copy: Copy)] {
        var fresh: [(service: String, copy: Copy)] = []
        for name in (try? Directory.names(directory)) ?? [] {
            let path = "\(directory)/\(name)"
            guard let (service, copy) = Self.read(path), path == self.path(service),
                abs(now.seconds - copy.fetchedAt.seconds) <= Self.longest * 86_400
            else {
                // Where it cannot be removed, the next run tries.
                try? Directory.remove(path)
                continue
            }
            if copy.isFresh(at: now) { fresh.append((service, copy)) }
        }
        return fresh.sorted { $0.service < $1.service }
    }

    private static func read(_ path: String) -> (service: String, copy: Copy)? {
        guard let bytes = (try? LocalFiles.contents(path)) ?? nil, let end = bytes.firstIndex(of: 0x0A),
            let head = try? Record(line: bytes[..<end]), let service = head.string("service"),
            let fetchedAt = head.string("fetched_at").flatMap({ Instant($0) })
        else { return nil }
        let file = Array(bytes[(end + 1)...])
        guard head.string("sha256") == SHA256.hex(file) else { return nil }
        return (service, Copy(file: head["absent"] == .bool(true) ? nil : file, fetchedAt: fetchedAt))
    }

    /// Keeps a copy in place of the one before.
    func keep(_ copy: Copy, of service: String) throws(RecordIOError) {
        let file = copy.file ?? []
        var head: JSONObject = [
            "service": .string(service), "fetched_at": .string(copy.fetchedAt.description),
            "sha256": .string(SHA256.hex(file)),
        ]
        if copy.file == nil { head["absent"] = .bool(true) }
        var bytes: [UInt8] = []
        head.write(to: &bytes)
        bytes.append(0x0A)
        try CacheFile.replace(path(service), with: bytes + file)
    }

    /// A name that people can find, where it fits.
    private func path(_ service: String) -> String {
        let name = PartitionName.encode(service.replacing("://", with: "-"))
        return "\(directory)/" + (name.utf8.count <= 200 ? name : SHA256.hex(Array(service.utf8)))
    }
}
