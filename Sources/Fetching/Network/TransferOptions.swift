import CCurl

/// What libcurl is told of a transfer.
extension Transfer {
    /// Makes the handle ready; nil where libcurl has no memory left.
    func open(userAgent: String) -> UnsafeMutableRawPointer? {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        func set(_ option: CURLoption, _ value: Int) { _ = serap_curl_set_long(handle, option, value) }
        _ = serap_curl_set_string(handle, CURLOPT_URL, parts.url)
        _ = serap_curl_set_string(handle, CURLOPT_USERAGENT, userAgent)
        _ = serap_curl_http_only(handle)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout)
        set(CURLOPT_TIMEOUT_MS, max(1, limits.totalTimeout - earlier.spent))
        set(CURLOPT_LOW_SPEED_LIMIT, limits.minSpeed)
        set(CURLOPT_LOW_SPEED_TIME, limits.stallTimeout)
        setHeaders(handle)
        setProxy(handle)
        setAuthorities(handle)
        setResolved(handle)
        setCallbacks(handle)
        return handle
    }

    /// As lines of the request and not by CURLOPT_ACCEPT_ENCODING, which would have libcurl unpack the body.
    private func setHeaders(_ handle: UnsafeMutableRawPointer) {
        requestLines = curl_slist_append(requestLines, "Accept-Encoding: \(ContentCoding.accepted)")
        for line in isConditional ? request.validators?.lines ?? [] : [] {
            requestLines = curl_slist_append(requestLines, line)
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_HTTPHEADER, requestLines)
        // They are for the server alone, and not for a proxy that is asked for a way to it.
        _ = serap_curl_set_long(handle, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    }

    private func setProxy(_ handle: UnsafeMutableRawPointer) {
        // Without these two libcurl would look into the environment by itself.
        _ = serap_curl_set_string(handle, CURLOPT_PROXY, proxy?.shown ?? "")
        _ = serap_curl_set_string(handle, CURLOPT_NOPROXY, "")
        _ = serap_curl_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        guard let user = proxy?.user else { return }
        _ = serap_curl_set_string(handle, CURLOPT_PROXYUSERNAME, user)
        _ = serap_curl_set_string(handle, CURLOPT_PROXYPASSWORD, proxy?.password ?? "")
    }

    private func setAuthorities(_ handle: UnsafeMutableRawPointer) {
        _ = serap_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = access.authorities {
            // The system's directory of certificates stays beside it.
            _ = serap_curl_set_string(handle, CURLOPT_CAINFO, authorities)
            _ = serap_curl_set_string(handle, CURLOPT_PROXY_CAINFO, authorities)
        } else if serap_curl_system_authorities(handle) != nil {
            // The one file holds them all, and libcurl reads it once for all connections where there is no directory.
            _ = serap_curl_set_string(handle, CURLOPT_CAPATH, nil)
        }
    }

    private func setResolved(_ handle: UnsafeMutableRawPointer) {
        guard let addresses = access.resolve?(parts.host, earlier.redirects.count) else { return }
        resolved = curl_slist_append(nil, "\(parts.host):\(parts.port):\(addresses)")
        _ = serap_curl_set_list(handle, CURLOPT_RESOLVE, resolved)
    }

    private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = serap_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
        _ = serap_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = serap_curl_set_write(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.of(context).takeBody(piece) ? size * count : 0
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = serap_curl_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.of(context).takeHeader(line) ? size * count : 0
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        _ = serap_curl_set_opensocket(handle) { context, _, address in
            guard let address else { return serap_curl_bad_socket() }
            return Transfer.of(context).openSocket(address)
        }
        _ = serap_curl_set_pointer(handle, CURLOPT_PREREQDATA, context)
        _ = serap_curl_set_prerequest(handle) { context, address, _, _, _ in
            let address = address.map { String(cString: $0) } ?? ""
            return Transfer.of(context).mayConnect(AddressPolicy.bytes(address) ?? []) ? 0 : 1
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        // libcurl hands back the pointer that `open` gave it, and the fetcher holds the object until then.
        Unmanaged<Transfer>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }
}
