import CLinux
import Dispatch
import Glibc
import RecordIO

/// Tells on a queue when a child has ended, through a process descriptor: no polling, no SIGCHLD.
enum ChildWatch {
    /// Calls back once, on the queue, when the child has ended; it is not collected yet then.
    static func whenEnded(_ pid: pid_t, on queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) throws {
        let descriptor = serap_pidfd_open(pid)
        guard descriptor >= 0 else { throw RecordIOError.last("pidfd_open", "process \(pid)") }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler {
            source.cancel()
            body()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }
}
