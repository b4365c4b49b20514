import Glibc
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

/// Standard error: unbuffered, so that a line is in the log before anything else happens.
public enum StandardError {
    /// Writes text as it is; a log that cannot be written is no reason to stop.
    public static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let put = Glibc.write(2, bytes.baseAddress! + done, bytes.count - done)
                if put <= 0 && errno != EINTR { return }
                done += max(0, put)
            }
        }
    }
}
