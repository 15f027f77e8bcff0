import Inference

extension ProfileReader {
    /// Reads `target`; `nil` when it has no usable URL, which is reported.
    func readTarget(_ document: YAMLSection) -> Profile.Target? {
        guard let section = document.section("target", keys: ProfileKeys.target) else {
            if document.field("target").map(\.isNull) ?? true {
                log.report(
                    "target.url is missing; write the endpoint, as in target: {url: "
                        + "http://localhost:8000}", at: document.field("target")?.keyMark,
                    keyPath: "target.url", expected: "a URL")
            }
            return nil
        }
        let url = section.field("url")?.address()
        if section.field("url") == nil {
            log.report(
                "target.url is missing; write the endpoint, as in url: http://localhost:8000",
                at: section.mark, keyPath: "target.url", expected: "a URL")
        }
        let model = section.field("model")?.text()
        let api = section.field("api")?.word(of: Profile.API.self)
        let apiKey = section.field("apiKey").flatMap(readAPIKey)
        let headers = section.field("headers").flatMap(readHeaders)
        let caFile = section.field("caFile")?.text()
        let keepAlive = section.field("keepAlive")?.bool()
        guard let url else { return nil }
        return Profile.Target(
            url: url, model: model, api: api ?? ProfileDefaults.api, apiKey: apiKey,
            headers: headers ?? [], caFile: caFile,
            keepAlive: keepAlive ?? ProfileDefaults.keepAlive)
    }

    private func readAPIKey(_ field: YAMLField) -> Secret? {
        // Whatever stands here may be a key, so it is shown neither in a message nor in an excerpt.
        guard let text = field.written?.trimmed else {
            field.report("expected ${NAME}, the name of an environment variable")
            return nil
        }
        guard !text.isEmpty else {
            field.report("is empty; write ${NAME}, or leave the key out")
            return nil
        }
        do {
            let secret = try EnvironmentReference.expand(text, environment: environment)
            guard text.hasPrefix("${"), text.firstIndex(of: "}") == text.indices.last else {
                log.hideLine(of: field.mark)
                field.report("expected nothing but ${NAME}, the name of one environment variable")
                return nil
            }
            return secret
        } catch {
            report(error, in: field)
            return nil
        }
    }

    private func readHeaders(_ field: YAMLField) -> [Profile.Header]? {
        guard let pairs = field.pairs(expected: "a mapping of header names to values") else {
            return nil
        }
        return pairs.compactMap { name, value in
            guard Self.isHeaderName(name) else {
                value.log.report(
                    "\(field.path): \(name.quoted) is not a header name", at: value.keyMark,
                    keyPath: value.path, found: name)
                return nil
            }
            guard !Self.ownHeaders.contains(name.lowercased()) else {
                value.log.report(
                    "\(field.path): \(name.quoted) is set by firstlight itself", at: value.keyMark,
                    keyPath: value.path, found: name)
                return nil
            }
            guard let text = value.written?.trimmed else {
                value.report("expected text")
                return nil
            }
            return readHeader(name, text, value)
        }
    }

    private func readHeader(_ name: String, _ text: String, _ field: YAMLField) -> Profile.Header? {
        let isSensitive = Self.sensitiveWords.contains { name.lowercased().contains($0) }
        do {
            let value = try EnvironmentReference.expand(text, environment: environment)
            return Profile.Header(name: name, value: value)
        } catch {
            guard error == .literal, !isSensitive else {
                report(error, in: field)
                return nil
            }
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value > 0x7E }) else {
            field.report("holds a character that no header can hold, such as a line break")
            return nil
        }
        return Profile.Header(name: name, value: Secret(text))
    }

    private func report(_ failure: EnvironmentReference.Failure, in field: YAMLField) {
        switch failure {
        case .unset, .empty: if !needsSecrets { return }
        case .literal, .malformed, .forbiddenCharacter: break
        }
        if failure.mayBeTheSecret { log.hideLine(of: field.mark) }
        field.report(
            failure.description,
            hint: failure.hint.map {
                "\($0), or remove \(field.path) if the endpoint needs none"
            })
    }

    private static let sensitiveWords = [
        "authorization", "api-key", "apikey", "token", "secret", "cookie", "password",
    ]

    /// Headers that would break a measured request when they came from outside.
    private static let ownHeaders: Set<String> = [
        "host", "content-length", "content-type", "transfer-encoding", "connection", "accept",
        "accept-encoding",
    ]

    /// RFC 9110, section 5.6.2: a token.
    private static func isHeaderName(_ name: String) -> Bool {
        !name.isEmpty
            && name.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0))
            }
    }
}
