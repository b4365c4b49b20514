import Glibc
import RecordIO
import Records
import StageKit

/// Answers from a recorded web, for samples and tests: no network, no clock.
///
/// `https://media.example/berita/?p=7` is the file `<folder>/media.example/berita/%3Fp=7`; a path that ends in `/` gets
/// `index`. Status, headers and time stand in the file's sidecar, else it is a 200 of `replay.json`'s moment with the
/// media type of its ending.
final class ReplayFetcher: Fetcher {
    private let folder: String
    private let limits: FetchLimits
    private let filesDirectory: String
    /// The moment of whatever says none of its own.
    let moment: Instant

    /// A replay of a folder; throws a usage error where it is none.
    init(folder: String, limits: FetchLimits, filesDirectory: String) throws {
        self.folder = folder
        self.limits = limits
        self.filesDirectory = filesDirectory
        guard LocalFiles.isDirectory(folder) else {
            throw StageFailure.usage("parameter 'replay': no directory '\(folder)'")
        }
        do {
            guard let moment = try Sidecar(path: "\(folder)/replay.json").fetchedAt else {
                throw FetchFailure.unreadable(
                    "\(folder)/replay.json: missing {\"fetched_at\": \"2023-08-15T16:05:00Z\"}, the moment of the replay"
                )
            }
            self.moment = moment
        } catch let failure as FetchFailure {
            throw StageFailure.usage(failure.detail)
        }
    }

    func fetch(_ requests: [FetchRequest], _ deliver: (Int, Answer) throws -> Void) throws {
        for (index, request) in requests.enumerated() { try deliver(index, answer(index, request.url)) }
    }

    private func answer(_ index: Int, _ url: String) throws -> Answer {
        var answer = Answer(finalURL: url, fetchedAt: moment)
        do {
            try follow(index, &answer)
        } catch let failure as FetchFailure {
            answer.failure = failure
        }
        return answer
    }

    private func follow(_ index: Int, _ answer: inout Answer) throws {
        while true {
            guard let parts = URLParts(answer.finalURL) else {
                throw answer.redirects.isEmpty
                    ? URLParts.fault(answer.finalURL) : FetchFailure.badRedirect(answer.finalURL)
            }
            guard !answer.redirects.contains(where: { URLParts($0.url) == parts }) else {
                throw FetchFailure.redirectRing(answer.finalURL)
            }
            guard answer.redirects.count <= limits.redirects else {
                throw FetchFailure.tooManyRedirects(limit: limits.redirects, last: answer.finalURL)
            }
            let name = try Self.fileName(parts)
            let path = "\(folder)/\(name)"
            let sidecar = try Sidecar(of: path)
            answer.fetchedAt = sidecar.fetchedAt ?? moment
            answer.status = sidecar.status ?? 200
            answer.headers = sidecar.headers
            if let status = sidecar.status, [301, 302, 303, 307, 308].contains(status) {
                guard let location = sidecar.headers["location"] else { throw FetchFailure.badRedirect("") }
                answer.redirects.append(Redirect(url: answer.finalURL, status: status))
                answer.finalURL = parts.resolve(location)
                continue
            }
            guard access(path, F_OK) == 0, !LocalFiles.isDirectory(path) else {
                // A status without a body can be recorded by a sidecar alone.
                if let status = sidecar.status, !(200..<300).contains(status) { return answer.settle(.memory([])) }
                answer.status = nil
                throw FetchFailure.notRecorded(name)
            }
            if answer.headers["content-type"] == nil {
                answer.headers.add("content-type", MediaType.ofName(name) ?? "text/html")
            }
            let collector = BodyCollector(directory: filesDirectory, name: "\(index)", limit: limits.body)
            defer { collector.discard() }
            return answer.settle(try LocalFiles.body(path, into: collector))
        }
    }

    /// The file of a URL below the folder; no URL can lead out of it.
    static func fileName(_ parts: URLParts) throws(FetchFailure) -> String {
        let mark = parts.target.firstIndex(of: "?")
        var path = String(parts.target[..<(mark ?? parts.target.endIndex)])
        if path.hasSuffix("/") { path += "index" }
        if let mark { path += "%3F" + parts.target[parts.target.index(after: mark)...].replacing("/", with: "%2F") }
        let name = parts.authority + path
        let steps = name.split(separator: "/", omittingEmptySubsequences: false)
        guard steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), !name.utf8.contains(0) else {
            throw .notRecorded(name)
        }
        return name
    }
}
