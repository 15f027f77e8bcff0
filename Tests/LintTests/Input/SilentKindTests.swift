import Lint
import Testing

/// Documents without anything to look at.
@Suite struct SilentKindTests {
    @Test(arguments: [
        "apiVersion: monitoring.coreos.com/v1\nkind: Probe\nspec: {module: http_2xx}\n",
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusAgent\nspec: {}\n",
        "apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec: {sloPeriod: 30d}\n",
        "apiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\n",
        "apiVersion: flagger.app/v1beta1\nkind: AlertProvider\n",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
        "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n",
        "receivers: {otlp: {}}\nservice: {pipelines: {traces: {receivers: [otlp]}}}\n",
        "apiVersion: 1\nproviders: [{name: a, type: file}]\n",
        "apiVersion: 1\ndatasources: [{name: a, type: prometheus}]\n",
        "version: 1\nname: a\ntarget: {url: http://localhost:8000}\n",
    ])
    func `a known document is read and gives nothing`(text: String) {
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect(report.failures.isEmpty, "\(report.failures)")
        #expect(report.findings.isEmpty)
        #expect(report.text() == "0 queries: no finding")
    }

    struct Slip: CustomTestStringConvertible {
        var version: String
        var kind: String
        var message: String
        var testDescription: String { kind }
    }

    @Test(arguments: [
        Slip(
            version: "monitoring.coreos.com/v1", kind: "PrometheusRules",
            message: "f.yml:2:7: kind PrometheusRules holds no rules; did you mean PrometheusRule?"),
        Slip(
            version: "monitoring.coreos.com/v1", kind: "servicemonitor",
            message: "f.yml:2:7: kind servicemonitor holds no rules; did you mean ServiceMonitor?"),
        Slip(
            version: "keda.sh/v1alpha1", kind: "ScaledObjects",
            message: "f.yml:2:7: kind ScaledObjects holds no rules; did you mean ScaledObject?"),
    ])
    func `a slip in the kind does not hide the rules`(slip: Slip) throws {
        let text = "apiVersion: \(slip.version)\nkind: \(slip.kind)\nspec: {groups: []}\n"
        let report = Linter().check([LintSource(path: "f.yml", text: text)])
        #expect("\(try #require(report.failures.first))" == slip.message)
    }

    @Test func `kinds of other groups may be called alike`() {
        let text = "apiVersion: monitoring.googleapis.com/v1\nkind: PodMonitoring\n"
        #expect(Linter().check([LintSource(path: "f.yml", text: text)]).failures.isEmpty)
    }
}
