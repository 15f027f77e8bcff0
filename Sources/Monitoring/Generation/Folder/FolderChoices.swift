/// Files of an output folder of which one is chosen, and files that belong together.
enum FolderChoices {
    /// Several ways to the same end.
    private struct Choice {
        let question: String
        /// What is chosen between: a file or a folder, and for whom it is.
        let options: [(path: String, words: String)]
    }

    private static let choices = [
        Choice(
            question: "What runs the engine",
            options: [
                ("kubernetes/deployment.yaml", "in a cluster"),
                ("kserve/serving.yaml", "by KServe"),
                ("compose/docker-compose.yml", "on one machine"),
            ]),
        Choice(
            question: "What scrapes the engine",
            options: [
                ("prometheus/prometheus.yml", "replicas by their addresses"),
                ("prometheus/kubernetes.yml", "a cluster's Prometheus without its operator"),
                ("kubernetes/servicemonitor.yaml", "the operator, by the Service"),
                ("kubernetes/pods/podmonitor.yaml", "the operator, by pods: KServe and canaries"),
                ("compose/prometheus.yml", "the compose stack"),
            ]),
        Choice(
            question: "How rules reach Prometheus",
            options: [
                ("prometheus/rules/", "as files"),
                ("kubernetes/prometheusrule.yaml", "as objects of the operator"),
            ]),
        Choice(
            question: "What follows the objectives",
            options: [
                ("prometheus/rules/llm-slo.rules.yml", "the rules made here"),
                ("slo/sloth.yaml", "the rules that sloth makes"),
            ]),
        Choice(
            question: "What changes the number of the Deployment's pods",
            options: [
                ("argo/rollout.yaml", "Argo Rollouts"), ("flagger/canary.yaml", "Flagger"),
                ("keda/scaledobject.yaml", "KEDA, without canaries"),
            ]),
    ]

    /// Files that are used with each other.
    private static let sets: [(name: String, paths: [String])] = [
        (
            "one machine",
            [
                "compose/", "prometheus/rules/", "alertmanager/", "grafana/", "otel/",
                "gate/Dockerfile",
            ]
        ),
        (
            "a cluster with the Prometheus operator",
            [
                "kubernetes/deployment.yaml", "kubernetes/servicemonitor.yaml",
                "kubernetes/probe.yaml", "kubernetes/prometheusrule.yaml", "kubernetes/machine/",
                "kubernetes/gate/job.yaml", "gate/Dockerfile",
            ]
        ),
        (
            "KServe",
            [
                "kserve/serving.yaml", "kubernetes/pods/podmonitor.yaml",
                "kubernetes/prometheusrule.yaml", "kubernetes/machine/",
            ]
        ),
        (
            "canaries by Argo Rollouts",
            [
                "argo/", "kubernetes/deployment.yaml", "kubernetes/pods/podmonitor.yaml",
                "kubernetes/gate/job.yaml", "gate/Dockerfile",
            ]
        ),
        (
            "canaries by Flagger",
            [
                "flagger/", "kubernetes/deployment.yaml", "kubernetes/pods/podmonitor.yaml",
                "gate/Dockerfile",
            ]
        ),
    ]

    /// Sections of the README for a set of files; empty where there is nothing to choose.
    ///
    /// - Parameter files: Where the files are below the folder.
    /// - Returns: Markdown.
    static func text(for files: [String]) -> String {
        func isThere(_ path: String) -> Bool {
            files.contains { path.hasSuffix("/") ? $0.hasPrefix(path) : $0 == path }
        }
        var text = ""
        let open = choices.map { choice in
            (choice.question, choice.options.filter { isThere($0.path) })
        }.filter { $0.1.count > 1 }
        if !open.isEmpty {
            text += "\n## Choose one of\n\n"
            for (question, options) in open {
                let words = options.map { "`\($0.path)` (\($0.words))" }.joined(separator: ", ")
                text += "* \(question): \(words).\n"
            }
        }
        // The first path is what a set is about.
        let whole = sets.map { ($0.name, $0.paths.filter(isThere), $0.paths.first) }
            .filter { $0.1.count > 1 && $0.1.first == $0.2 }
        if !whole.isEmpty {
            text += "\n## What belongs together\n\n"
            for (name, paths, _) in whole {
                text +=
                    "* \(name): " + paths.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
            }
        }
        return text
    }
}
