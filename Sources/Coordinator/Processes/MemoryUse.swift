import Glibc
import RecordIO

/// How much memory attempts use: their process groups, and whatever left them but holds the attempt's lock or has its
/// TMPDIR.
///
/// Every process of the machine is looked at once for whose it is; after that a round costs one small read for each.
struct MemoryUse {
    private struct Known {
        var start: Int
        /// The leader of the attempt that it belongs to.
        var owner: pid_t?
    }

    private var known: [pid_t: Known] = [:]

    /// Resident bytes of each attempt, by the leader of its group.
    mutating func resident(of attempts: [pid_t: AttemptDirectory]) -> [pid_t: Int] {
        var bytes: [pid_t: Int] = [:]
        var next: [pid_t: Known] = [:]
        let owners = Owners(attempts)
        for pid in ProcessTable.all {
            guard let status = ProcessStatus(pid) else { continue }
            if attempts[status.group] != nil {
                bytes[status.group, default: 0] += status.resident
                continue
            }
            var process = Known(start: status.start, owner: nil)
            if let old = known[pid], old.start == status.start {
                process = old
            } else {
                process.owner = owners.owner(of: pid)
            }
            next[pid] = process
            if let owner = process.owner, attempts[owner] != nil { bytes[owner, default: 0] += status.resident }
        }
        known = next
        return bytes
    }

    /// Tells whose a process is.
    private struct Owners {
        private let own = getpid()
        private var variables: [(text: String, leader: pid_t)] = []
        private var locks: [(inode: ino_t, device: dev_t, leader: pid_t)] = []

        init(_ attempts: [pid_t: AttemptDirectory]) {
            for (leader, directory) in attempts {
                variables.append((directory.variable, leader))
                var status = stat()
                if stat(directory.lockPath, &status) == 0 { locks.append((status.st_ino, status.st_dev, leader)) }
            }
        }

        func owner(of pid: pid_t) -> pid_t? {
            guard pid != own else { return nil }
            var owner: pid_t?
            let isKnown = ProcessTable.hasVariable(pid) { entry in
                owner = variables.first { ProcessTable.isAtOrBelow(entry, $0.text) }?.leader
                return owner != nil
            }
            if isKnown { return owner }
            _ = ProcessTable.holdsOpen(pid) { status in
                owner = locks.first { $0.inode == status.st_ino && $0.device == status.st_dev }?.leader
                return owner != nil
            }
            return owner
        }
    }
}
