import PromQL
import Testing

@Suite struct InspectionTests {
    @Test func `a selector knows what happens to its samples`() throws {
        let tree = try PromQLParser.parse(
            "histogram_quantile(0.9, sum by (le) ((rate(x_bucket[5m])))) > on () b{c=\"d\"}")
        let selectors = tree.selectors
        #expect(selectors.map(\.selector.metricName) == ["x_bucket", "b"])
        let first = try #require(selectors.first)
        #expect(first.window == .seconds(300))
        #expect(first.nearestCall?.name == "rate")
        let names = first.outward.map { node in
            switch node {
            case .matrixSelector: "range"
            case .call(let call): call.name
            case .aggregation(let aggregation): aggregation.operation.rawValue
            case .binary(let binary): binary.operation.rawValue
            default: "?"
            }
        }
        #expect(names == ["range", "rate", "sum", "histogram_quantile", ">"])
        #expect(selectors.last?.window == nil)
        #expect(selectors.last?.nearestCall == nil)
        #expect(tree.metricNames == ["b", "x_bucket"])
    }

    @Test func `a name may be written as a matcher`() throws {
        let query = "{__name__=\"up\"} or {__name__=~\"a|b\"}"
        let selectors = try PromQLParser.parse(query).selectors.map(\.selector)
        #expect(selectors.map(\.metricName) == ["up", nil])
        #expect(selectors.first?.metricNameRange?.text(in: query) == "\"up\"")
        #expect(selectors.last?.matchers(of: "__name__").count == 1)
    }

    @Test func `constants and texts are found through signs and parentheses`() throws {
        #expect(try PromQLParser.parse("-(-0.5)").constant == 0.5)
        #expect(try PromQLParser.parse("1 + 1").constant == nil)
        #expect(try PromQLParser.parse("('a')").text == "a")
    }

    @Test func `a rewritten tree differs where the function says so`() throws {
        let tree = try PromQLParser.parse("rate(a[5m]) + sum(a)")
        let renamed = tree.rewritten { node in
            guard case .vectorSelector(var selector) = node else { return node }
            selector.name = "b"
            return .vectorSelector(selector)
        }
        #expect(renamed.description == "rate(b[5m]) + sum(b)")
    }

    @Test func `the same query is the same wherever it is spaced`() throws {
        let left = try PromQLParser.parse("sum(a) by (x)")
        let right = try PromQLParser.parse(" sum by ( x ) ( a )")
        #expect(left != right)
        #expect(left.isSame(as: right))
        #expect(!left.isSame(as: try PromQLParser.parse("sum(a) by (y)")))
        let nan = try PromQLParser.parse("NaN")
        #expect(nan == nan)
    }

    @Test func `a grouping keeps labels or drops them`() {
        let by = Grouping(.by, labels: [LabelName("le")])
        let without = Grouping(.without, labels: [LabelName("le")])
        #expect(by.keeps("le") && !by.keeps("job"))
        #expect(!without.keeps("le") && without.keeps("job"))
    }

    /// Each function with arguments as the table lists them.
    @Test(arguments: PromQLFunction.all)
    func `a call with the listed arguments has the listed type`(function: PromQLFunction) throws {
        let samples: [ValueType: String] = [
            .scalar: "1", .vector: "a", .matrix: "a[5m]", .string: "'x'",
        ]
        let arguments = function.argumentTypes.compactMap { samples[$0] }
        let call = "\(function.name)(\(arguments.joined(separator: ", ")))"
        #expect(try PromQLParser.parse(call).valueType == function.returnType)
    }
}
