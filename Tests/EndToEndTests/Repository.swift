import Foundation

/// The checkout that the tests run in, and the executables built with them.
enum Repository {
    /// The folder of Package.swift.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the executables: that of the test bundle.
    static let executables = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    static func path(_ relative: String) -> String { root.appendingPathComponent(relative).path }
}

/// What a command printed and how it ended.
struct CommandResult {
    var status: Int32
    var output: String
    var errors: String
}

/// Runs commands as a person would, from the checkout's folder.
enum Command {
    static func serap(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandResult {
        try run(Repository.executables.appendingPathComponent("serap").path, arguments, environment: environment)
    }

    static func shell(_ line: String) throws -> CommandResult { try run("/bin/bash", ["-o", "pipefail", "-c", line]) }

    static func run(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> CommandResult {
        let process = try start(executable, arguments, environment: environment)
        process.process.waitUntilExit()
        return try process.result()
    }

    /// A command that is still running, its output going to files so that no pipe can fill.
    struct Running {
        let process: Process
        let folder: URL

        func result() throws -> CommandResult {
            defer { try? FileManager.default.removeItem(at: folder) }
            return CommandResult(
                status: process.terminationStatus,
                output: try String(contentsOf: folder.appendingPathComponent("out"), encoding: .utf8),
                errors: try String(contentsOf: folder.appendingPathComponent("err"), encoding: .utf8))
        }
    }

    static func start(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Running {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serap-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["out", "err"] {
            try Data().write(to: folder.appendingPathComponent(name))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = Repository.root
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
        process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
        try process.run()
        return Running(process: process, folder: folder)
    }
}
