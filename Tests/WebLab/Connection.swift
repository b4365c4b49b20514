import CLinux
import Glibc

/// One connection of the server: reads a head, does the steps of its reply, reads the next.
final class Connection {
    /// What it waits for.
    enum Wait: Equatable {
        case read
        case write
        /// A moment of the clock that only goes forward, in milliseconds.
        case moment(Int)
        /// The other side's leaving.
        case leaving
        /// Nothing: it is over.
        case over
    }

    let channel: any Channel
    /// What the event loop has been told to watch.
    var watched: UInt32 = 0
    private let server: LabServer
    private var input: [UInt8] = []
    private var request: WebRequest?
    private var steps: ArraySlice<WebReply.Step> = []
    private var output: [UInt8] = []
    private var sent = 0
    private var pieces = 0

    init(channel: any Channel, server: LabServer) {
        self.channel = channel
        self.server = server
    }

    /// Goes as far as it can without waiting.
    func proceed(now: Int) -> Wait {
        while true {
            if sent < output.count {
                if let wait = flush() { return wait }
                continue
            }
            guard let step = steps.first else {
                guard let wait = takeRequest() else { continue }
                return wait
            }
            if let wait = act(step, now: now) { return wait }
        }
    }

    /// Closes it, also in the middle of an answer.
    func close() {
        endRequest()
        channel.close()
    }

    private func flush() -> Wait? {
        switch output.withUnsafeBytes({ channel.write(UnsafeRawBufferPointer(rebasing: $0[sent...])) }) {
        case .moved(let count): sent += count
        case .waitsToRead: return .read
        case .waitsToWrite: return .write
        case .closed: return .over
        }
        return nil
    }

    private func act(_ step: WebReply.Step, now: Int) -> Wait? {
        switch step {
        case .send(let bytes):
            output = bytes
            sent = 0
        case .stream(let next):
            if let piece = next(pieces) {
                output = piece
                sent = 0
                pieces += 1
                return nil
            }
            pieces = 0
        case .pause(let milliseconds):
            steps[steps.startIndex] = .hold(until: { monotonicMilliseconds() >= now + milliseconds })
            return .moment(now + milliseconds)
        case .hold(let isOver):
            guard isOver() else { return .moment(now + 1) }
        case .hang: return .leaving
        case .close: return .over
        }
        steps = steps.dropFirst()
        return nil
    }

    /// Ends the request that was answered, and begins the next one where its head has come.
    private func takeRequest() -> Wait? {
        if let request {
            endRequest()
            guard request.keepsAlive else { return .over }
        }
        while true {
            // The first byte of TLS: whoever sends it finds none here.
            if input.first == 0x16 {
                input = []
                steps = [.send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)), .close]
                return nil
            }
            if let end = endOfHead() {
                let request = WebRequest(head: Array(input[..<end]))
                input.removeFirst(end)
                self.request = request
                steps = server.reply(request).steps[...]
                return nil
            }
            guard input.count < 1 << 20 else { return .over }
            let result = withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
                let result = channel.read(buffer)
                if case .moved(let count) = result { input += buffer[..<count] }
                return result
            }
            switch result {
            case .moved: continue
            case .waitsToRead: return .read
            case .waitsToWrite: return .write
            case .closed: return .over
            }
        }
    }

    private func endOfHead() -> Int? {
        input.withUnsafeBytes { input in
            guard let base = input.baseAddress, let hit = memmem(base, input.count, "\r\n\r\n", 4) else { return nil }
            return UnsafeRawPointer(hit) - base + 4
        }
    }

    private func endRequest() {
        guard let request else { return }
        self.request = nil
        server.ended(request)
    }
}

/// Of a clock that only goes forward.
func monotonicMilliseconds() -> Int {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return moment.tv_sec * 1000 + moment.tv_nsec / 1_000_000
}
