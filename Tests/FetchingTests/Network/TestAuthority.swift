import Foundation
import WebLab

/// A certification authority of the test's own, made by the openssl command: trusted by whoever names `certificate`.
struct TestAuthority {
    /// The authority's certificate, a PEM file.
    var certificate: String { "\(directory)/ca.crt" }
    private let directory: String

    /// Makes an authority in a directory.
    init(_ directory: String) throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try openssl(["req", "-x509", "-subj", "/CN=Otoritas uji", "-days", "30", "-out", "ca.crt"] + key("ca"))
    }

    /// A certificate for a name; `days` from now.
    func identity(_ name: String, days: Int = 30, http2: Bool = false) throws -> TLSChannel.Identity {
        let file = "\(name)-\(days)"
        try Data("subjectAltName=DNS:\(name)".utf8).write(to: URL(fileURLWithPath: "\(directory)/\(file).ext"))
        try openssl(["req", "-subj", "/CN=\(name)", "-out", "\(file).csr"] + key(file))
        try openssl([
            "x509", "-req", "-in", "\(file).csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days",
            "\(days)", "-extfile", "\(file).ext", "-out", "\(file).crt",
        ])
        return try TLSChannel.Identity(
            certificate: "\(directory)/\(file).crt", key: "\(directory)/\(file).key", http2: http2)
    }

    private func key(_ name: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "\(name).key"]
    }

    private func openssl(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + words
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
