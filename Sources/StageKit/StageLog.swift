import Logging

/// The log of a stage: one line an event on standard error, without a clock, as the coordinator's log file has one.
enum StageLog {
    static func logger(stage: String) -> Logger {
        var logger = Logger(label: stage) { StageLogHandler(stage: $0) }
        logger.logLevel = .info
        return logger
    }
}

private struct StageLogHandler: LogHandler {
    let stage: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        StandardError.write("\(stage): \(event.level): \(event.message)\n")
    }
}

/// Standard error, written whole lines at a time.
public enum StandardError {
    /// Writes text as it is.
    public static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in _ = fwrite(bytes.baseAddress, 1, bytes.count, stderr_stream()) }
    }

    // `stderr` is a mutable global, which strict concurrency refuses; a stream of our own on descriptor 2 is the same file.
    private static func stderr_stream() -> UnsafeMutablePointer<FILE> { stream.pointer }

    private struct Stream: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<FILE>
    }

    private static let stream: Stream = {
        let pointer = fdopen(2, "w")!
        setvbuf(pointer, nil, _IONBF, 0)
        return Stream(pointer: pointer)
    }()
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
