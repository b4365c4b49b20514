import ArgumentParser
import Glibc
import PipelineGraph
import RecordIO
import Records

/// Checks the packs of a pipeline, given as directories in order: one line for each problem, none where all is well.
public typealias PackChecking = @Sendable (_ packs: [String]) -> [String]

/// The program `serap`: commands of its own, and `serap NAME ...` for a program `serap-NAME` beside it.
public enum SerapProgram {
    static let packChecking = Guarded<PackChecking?>(nil)

    /// Reads the command line, does what it says, and exits: 0 all good, 1 something failed, 2 a pipeline file or the
    /// command line is wrong, 3 another run is at work, 128 and a signal's number where one ended it.
    public static func main(packChecking: PackChecking? = nil) -> Never {
        Self.packChecking.withLock { $0 = packChecking }
        keepStandardDescriptors()
        let arguments = Array(CommandLine.arguments.dropFirst())
        runStageProgram(arguments)
        Interruption.listen()
        exit(status(arguments))
    }

    /// Runs a command and gives its exit status; what it says goes to standard output, errors to standard error.
    static func status(_ arguments: [String]) -> Int32 {
        if let unknown = unknownCommand(arguments) {
            complain(unknown)
            return 2
        }
        do {
            // The parser knows no option whose value may be left out.
            let spelled = arguments.map { $0 == "--refetch" ? "--refetch=\(RefetchRequest.everyWord)" : $0 }
            var command = try SerapCommand.parseAsRoot(spelled)
            try command.run()
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch let error as any ExitingError {
            complain("\(error)")
            return error.exitStatus
        } catch {
            let message = SerapCommand.fullMessage(for: error)
            guard SerapCommand.exitCode(for: error) != .success else {
                print(message)
                return 0
            }
            write(2, message.hasSuffix("\n") ? message : message + "\n")
            if let hint = refetchHint(arguments, message) { complain(hint) }
            return 2
        }
    }

    /// What to say where the first word is no command.
    static func unknownCommand(_ arguments: [String]) -> String? {
        let names = commandNames
        guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !names.contains(word) else {
            return nil
        }
        if let near = names.first(where: { $0.hasPrefix(word) }) ?? nearest(word, among: names), !word.isEmpty {
            return "no command '\(word)'; did you mean '\(near)'?"
        }
        return "no command '\(word)', and no program 'serap-\(word)' beside serap or on PATH; see serap --help"
    }

    /// Where the parser stumbles over a word because it follows `--refetch` without `=`.
    static func refetchHint(_ arguments: [String], _ message: String) -> String? {
        guard let index = arguments.firstIndex(of: "--refetch"), index + 1 < arguments.count,
            !arguments[index + 1].hasPrefix("-"), message.lowercased().contains("unexpected argument")
        else { return nil }
        return "a stage's name follows --refetch with '=': --refetch=\(arguments[index + 1])"
    }

    private static var commandNames: [String] {
        SerapCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    /// Where complaints go once a command has asked for JSON.
    static let complaints = Guarded<JSONProgress?>(nil)

    static func complain(_ text: String) {
        if let complaints = complaints.withLock({ $0 }) {
            complaints.emit("error", ["text": .string(text)])
        } else {
            write(2, "serap: \(text)\n")
        }
    }

    static func writeToStandardError(_ text: String) { write(2, text) }

    static func say(_ text: String) { write(1, text) }

    private static func write(_ descriptor: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let put = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                if put < 0 && errno == EINTR { continue }
                if put <= 0 { return }
                done += put
            }
        }
    }

    /// Files that we open must never land on 0, 1 or 2, where a child expects its own.
    private static func keepStandardDescriptors() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", O_RDWR) }
    }

    /// `serap fetch ...` becomes `serap-fetch ...`, as git does it.
    private static func runStageProgram(_ arguments: [String]) {
        guard let name = arguments.first, !name.hasPrefix("-"), !name.contains("/"),
            name != "help",
            !commandNames.contains(name)
        else { return }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for directory in [ownDirectory] + path {
            let program = "\(directory)/serap-\(name)"
            guard access(program, X_OK) == 0 else { continue }
            var words = ([program] + arguments.dropFirst()).map { strdup($0) } + [nil]
            execv(program, &words)
        }
    }

    /// The directory of the running program.
    static var ownDirectory: String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = buffer.withUnsafeMutableBytes {
            readlink("/proc/self/exe", $0.bindMemory(to: CChar.self).baseAddress!, 4095)
        }
        return length > 0 ? Paths.parent(String(decoding: buffer.prefix(length), as: UTF8.self)) : "/"
    }

    static var environment: [String: String] { StageEnvironment.ownVariables }
}
