/// What a client of a proxy says before its tunnel, and what it is told.
struct Handshake {
    var asked: LabProxy.Asked
    /// What a tunnel begins with.
    var welcome: [UInt8]
    private var isSOCKS: Bool

    /// What a client is told that gets no tunnel.
    func refusal(_ verdict: LabProxy.Verdict) -> [UInt8] {
        // "Not allowed by the ruleset", and "general failure" where nothing listens.
        if isSOCKS { return [5, 2, 0, 1, 0, 0, 0, 0, 0, 0] }
        switch verdict {
        case .wantsPassword:
            return Array(
                ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"uji\"\r\n"
                    + "Content-Length: 0\r\n\r\n").utf8)
        case .refused: return Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".utf8)
        case .port: return Array("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".utf8)
        }
    }

    /// `CONNECT host:port`; nil for anything else.
    static func connect(_ side: BlockingSocket) -> Handshake? {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard head.count < 65_536, let byte = side.take(1) else { return nil }
            head += byte
        }
        let request = WebRequest(head: head)
        guard request.method == "CONNECT", let colon = request.target.lastIndex(of: ":"),
            let port = Int(request.target[request.target.index(after: colon)...])
        else { return nil }
        let asked = LabProxy.Asked(
            host: String(request.target[..<colon]), port: port, credentials: request["proxy-authorization"],
            lines: request.lines)
        return Handshake(
            asked: asked, welcome: Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8), isSOCKS: false)
    }

    /// RFC 1928, sections 3 and 4; nil for anything else.
    static func socks5(_ side: BlockingSocket) -> Handshake? {
        guard let start = side.take(2), start[0] == 5, let methods = side.take(Int(start[1])) else { return nil }
        var credentials: String?
        if methods.contains(2) {
            side.send([5, 2])
            guard let version = side.take(1), version[0] == 1, let name = side.takeCounted(),
                let password = side.takeCounted()
            else { return nil }
            credentials = "\(name):\(password)"
            side.send([1, 0])
        } else {
            side.send([5, 0])
        }
        guard let request = side.take(4), request[0] == 5, request[1] == 1, let host = host(request[3], side),
            let port = side.take(2)
        else { return nil }
        let asked = LabProxy.Asked(
            host: host, port: Int(port[0]) << 8 | Int(port[1]), credentials: credentials)
        return Handshake(asked: asked, welcome: [5, 0, 0, 1, 127, 0, 0, 1, 0, 0], isSOCKS: true)
    }

    private static func host(_ kind: UInt8, _ side: BlockingSocket) -> String? {
        switch kind {
        case 1: side.take(4).map { $0.map(String.init).joined(separator: ".") }
        case 3: side.takeCounted()
        case 4: side.take(16).map { "[\($0.map { String($0, radix: 16) }.joined(separator: " "))]" }
        default: nil
        }
    }
}
