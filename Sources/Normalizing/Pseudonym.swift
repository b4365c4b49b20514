import RecordIO
import Records
import StageKit

/// A name for a citizen that tells two citizens apart and leads to neither: `warga-k3v7q2ma`.
///
/// The first 8 base-32 characters of SHA-256 over the salt and the name. With a salt that is kept secret nobody can find
/// a name by hashing a list of names; without one, each source has a public salt, so that the same account in two sources
/// is at least not the same pseudonym.
struct Pseudonym: Sendable {
    private let salt: [UInt8]?

    /// Pseudonyms by the secret salt in a file, or by the public ones.
    init(saltFile: String?) throws(StageFailure) {
        guard let saltFile else {
            salt = nil
            return
        }
        let path = saltFile.hasPrefix("@") ? String(saltFile.dropFirst()) : saltFile
        let bytes: [UInt8]
        do {
            let file = try OpenFile.reading(path)
            bytes = try Array(file.read(count: file.size(), at: 0))
        } catch {
            throw .usage("parameter 'salt': \(error)")
        }
        guard bytes.count >= 16 else {
            throw .usage("parameter 'salt': \(path) holds \(bytes.count) bytes; a salt needs at least 16 random ones")
        }
        salt = bytes
    }

    /// The pseudonym of a name in a source. A pseudonym stays what it is.
    func callAsFunction(_ name: String, source: String) -> String {
        if name.hasPrefix("warga-"), name.utf8.count == 14 { return name }
        let salt = salt ?? Array("serap-salt/1:\(source)".utf8)
        return "warga-" + base32(SHA256.digest(salt + [0] + Array(name.utf8)), length: 8)
    }
}
