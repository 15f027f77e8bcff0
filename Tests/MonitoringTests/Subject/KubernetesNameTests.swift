import Monitoring
import Testing

@Suite struct KubernetesNameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var kind = KubernetesName.Kind.objects
        /// A part of what is wrong; nil for a name that is allowed.
        var fault: String?
        /// What is made of it.
        var made: String

        var testDescription: String { "\(kind) \(name)" }
    }

    @Test(arguments: [
        Case(name: "chat", made: "chat"),
        Case(name: "chat-2", made: "chat-2"),
        Case(name: "a b", fault: "\" \" is not allowed", made: "a-b"),
        Case(name: "a.b", fault: "\".\" is not allowed", made: "a-b"),
        Case(name: "!!!", fault: "\"!\" is not allowed", made: "endpoint"),
        Case(name: "", fault: "empty", made: "endpoint"),
        Case(name: "Chat", fault: "upper case", made: "chat"),
        Case(name: "-chat", fault: "only stand within", made: "chat"),
        Case(name: "chat-", fault: "only stand within", made: "chat"),
        Case(name: "7b", fault: "begins with a digit", made: "llm-7b"),
        Case(name: "7b", kind: .namespace, made: "7b"),
        Case(name: "größe", fault: "\"ö\" is not allowed", made: "gr--e"),
        Case(name: "!!!", kind: .namespace, fault: "not allowed", made: "inference"),
        Case(
            name: String(repeating: "a", count: 51), fault: "51 characters, and 50",
            made: String(repeating: "a", count: 50)),
        Case(
            name: String(repeating: "a", count: 63), kind: .namespace,
            made: String(repeating: "a", count: 63)),
        Case(
            name: String(repeating: "a", count: 64), kind: .namespace, fault: "63 are allowed",
            made: String(repeating: "a", count: 63)),
        Case(
            name: String(repeating: "a", count: 49) + "-b", fault: "50 are allowed",
            made: String(repeating: "a", count: 49)),
    ])
    func `a name is allowed, or what is wrong is said and a name is made of it`(_ test: Case) {
        let fault = KubernetesName.fault(of: test.name, test.kind)
        if let expected = test.fault {
            #expect(fault?.contains(expected) == true, "\(fault ?? "allowed")")
        } else {
            #expect(fault == nil)
        }
        let made = KubernetesName.made(from: test.name, test.kind)
        #expect(made == test.made)
        #expect(KubernetesName.fault(of: made, test.kind) == nil)
    }
}
