import Inference
import Readiness
import Testing

@Suite struct ProfileSecretTests {
    private static let key = "sk-live-0123456789abcdef"

    private func rendering(
        _ yaml: String, environment: [String: String] = [:]
    ) -> String {
        do throws(ProfileErrors) {
            return String(
                reflecting: try Profile.parse(yaml: yaml, file: "f.yml", environment: environment))
        } catch {
            return "\(error)\n\(String(reflecting: error))"
        }
    }

    struct Leak: Sendable, CustomTestStringConvertible {
        let yaml: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Leak(yaml: "target: {url: http://h, apiKey: \(key)}"),
        Leak(yaml: "target:\n  url: http://h\n  apiKey: \(key)\n  modl: x"),
        Leak(yaml: "target: {url: http://h, apiKey: \(key), modl: x}"),
        Leak(yaml: "target: {url: http://h, apikey: \(key)}"),
        Leak(yaml: "target: {url: http://h, api_key: \(key)}"),
        Leak(yaml: "apiKey: \(key)\ntarget: {url: http://h}"),
        Leak(yaml: "target: {url: http://h, apiKey: [\(key)]}"),
        Leak(yaml: "target: {url: http://h, apiKey: {a: \(key)}}"),
        Leak(yaml: "target: {url: http://h, apiKey: \"${KEY}\(key)\"}"),
        Leak(yaml: "target: {url: http://h, apiKey: \"$\(key)\"}"),
        Leak(yaml: "target:\n  url: http://h\n  apiKey: >\n    \(key)\n  modl: x"),
        Leak(yaml: "target:\n  url: http://h\n  apiKey:\n    \(key)\n"),
        Leak(yaml: "target: {url: 'http://user:\(key)@h'}"),
        Leak(yaml: "target: {url: 'http://user:\(key)@h', modl: x}"),
        Leak(yaml: "target: {url: '\(key)@h'}"),
        Leak(yaml: "target: {url: http://h, headers: {Authorization: Bearer \(key)}}"),
        Leak(yaml: "target: {url: http://h, headers: {X-Api-Key: \(key), 'b c': d}}"),
        Leak(
            yaml:
                "target:\n  url: http://h\n  headers:\n    Authorization: Bearer \(key)\n    Host: x"
        ),
        Leak(yaml: "target:\n  url: http://h\n  headers:\n    X-Auth-Token: \(key)"),
        Leak(yaml: "target: {url: http://h, apiKey: \(key)"),
        Leak(yaml: "target:\n  apiKey: \(key)\n bad: indent"),
        Leak(yaml: "target:\n  apiKey:\n    \(key): x: y"),
        Leak(yaml: "target: {url: http://h, headers: {X-Tenant: \(key)}}"),
    ])
    func `a key in a file never comes back out`(_ leak: Leak) {
        let rendered = rendering(leak.yaml, environment: ["KEY": Self.key])
        #expect(!rendered.contains(Self.key), "\(rendered)")
    }

    @Test func `a literal key is refused with the way out and without its line`() {
        let error = #expect(throws: ProfileErrors.self) {
            try Profile.parse(
                yaml: "target:\n  url: http://h\n  apiKey: \(Self.key)\n", file: "f.yml",
                environment: [:])
        }
        #expect(
            error?.description
                == "f.yml:3:11: target.apiKey: a secret must not stand in a file; "
                + "write ${NAME} and set that environment variable")
    }

    struct Reference: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Reference(text: "${MISSING}", message: "the environment variable MISSING is not set"),
        Reference(text: "${EMPTY}", message: "the environment variable EMPTY is set to nothing"),
        Reference(
            text: "${BROKEN}",
            message:
                "the environment variable BROKEN holds a character that no header can hold, such as a line break"
        ),
        Reference(
            text: "$GOOD",
            message:
                "expected ${NAME}, the name of an environment variable in braces; did you mean ${GOOD}?"
        ),
        Reference(
            text: "${GOOD:-x}",
            message:
                "expected ${NAME}, the name of an environment variable in braces; did you mean ${GOOD}?"
        ),
        Reference(
            text: "${GOOD",
            message: "expected ${NAME}, the name of an environment variable in braces"),
        Reference(
            text: "${}", message: "expected ${NAME}, the name of an environment variable in braces"),
        Reference(
            text: "x${GOOD}",
            message: "expected nothing but ${NAME}, the name of one environment variable"),
        Reference(
            text: "${GOOD}${GOOD}",
            message: "expected nothing but ${NAME}, the name of one environment variable"),
        Reference(text: "", message: "is empty; write ${NAME}, or leave the key out"),
    ])
    func `a reference without a value names the variable, never the value`(_ reference: Reference) {
        let environment = ["EMPTY": "", "BROKEN": "\(Self.key)\n", "GOOD": Self.key]
        let error = #expect(throws: ProfileErrors.self) {
            try Profile.parse(
                yaml: "target: {url: http://h, apiKey: \"\(reference.text)\"}", file: "f.yml",
                environment: environment)
        }
        #expect(error?.problems.map(\.message) == ["target.apiKey: " + reference.message])
        #expect(error?.description.contains(Self.key) == false)
    }

    @Test func `a secret shows itself to nobody but its user`() {
        let secret = Secret(Self.key)
        var dumped = ""
        dump(secret, to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), dumped, "\([secret])",
            "\(Optional(secret) as Any)",
        ]
        for text in texts {
            #expect(!text.contains(Self.key))
            #expect(text.contains("<secret>"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.reveal() == Self.key)
        #expect(secret == Secret(Self.key))
        #expect(secret != Secret("other"))
        #expect(Secret("").isEmpty)
    }

    @Test func `a profile with a key prints without it`() throws {
        let profile = try Profile.parse(
            yaml: "target: {url: http://h, apiKey: \"${GOOD}\", headers: {X-A: \"a ${GOOD} b\"}}",
            file: "f.yml", environment: ["GOOD": Self.key])
        var dumped = ""
        dump(profile, to: &dumped)
        #expect(!dumped.contains(Self.key))
        #expect(!"\(profile)".contains(Self.key))
        #expect(profile.target.headers.first?.value.reveal() == "a \(Self.key) b")
    }
}
