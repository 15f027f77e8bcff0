# `make` alone shows what there is to do.

# The import check refuses a module that imports a sibling it has not declared.
SWIFT_BUILD := swift build --explicit-target-dependency-import-check error
SWIFT_TEST := swift test --skip-build --disable-xctest
SWIFT_SOURCES := $(wildcard Sources Tests Benchmarks Package.swift)

# Builds with other flags have folders of their own, so that none undoes another's work.
# A fixed address and no exported symbols save the loader 150,000 relocations and the process 5 MB.
RELEASE := swift build -c release --static-swift-stdlib --scratch-path .build-release \
	$(if $(filter Linux,$(shell uname)),-Xlinker -no-pie -Xlinker --no-export-dynamic)
BENCHMARK := FIRSTLIGHT_BENCHMARKS=1 swift run -c release --scratch-path .build-benchmarks

PREFIX ?= /usr/local
ITERATIONS ?= 1000000
SEED ?= 1
SECONDS ?= 300

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help deps build test lint fmt golden check check-slow
.PHONY: test-scripts test-browser test-engine test-incidents test-prometheus test-monitoring
.PHONY: bench bench-gate bench-engine bench-parsing bench-diagnosis release install clean
.PHONY: bench-client bench-exposition fuzz fuzz-guided

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install what the tests need: a browser, Prometheus, vLLM for CPU and more.
	scripts/deps

build: ## Build everything, tests included; a warning is an error.
	$(SWIFT_BUILD) --build-tests

# Tests that compute for minutes on every processor, or have promtool do so: beside them, tests over sockets would time out.
COMPUTING := EstimatesTests|MonitoringTests|ComparisonTests|CapacityTests|RehearsalTests|ChangePointTests|ShareStatisticsTests|GroupStatisticsTests|HealthyHistoryTests|ScriptedFaultTests|CatalogueTests|CataloguedFaultTests|SlotLimitGainTests|JointCluesTests|ServerCluesTests|KServeIncidentTests

# Tests of clients with limits on time, which a busy pool of threads would pass for them.
TALKING := TelemetryTests|InferenceTests|StoreEvidenceTests|LiveGatheringTests

# The tests of the case language expect its complaints, which count as known issues: they run
# apart, so that the last line says how the product's tests went.
test: build ## Run the unit, golden, conformance, command and simulator tests.
	$(SWIFT_TEST) --filter CaseRunnerTests
	$(SWIFT_TEST) --filter '$(COMPUTING)'
	$(SWIFT_TEST) --filter '$(TALKING)'
	$(SWIFT_TEST) --skip RealEngineTests --skip RealPrometheusTests \
		--skip CaseRunnerTests --skip '$(COMPUTING)' --skip '$(TALKING)'

lint: ## Check format, shell scripts, the rules of the tree and the arrows between modules.
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)
	scripts/lint-shell
	scripts/check-tree
	scripts/check-floors
	scripts/scale-table --check

fmt: ## Format every Swift file in place.
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

golden: build ## Record the golden files anew; the tests fail while doing so. Read the diff.
	-RECORD_SNAPSHOTS=1 $(SWIFT_TEST) --skip RealEngineTests --skip RealPrometheusTests
	git status --short -- Tests

test-scripts: ## Test the scripts that check the tree and the pages.
	PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover --start-directory scripts/tests

test-browser: build ## Open the reports of two demo gates in headless Chromium.
	scripts/check-browser

test-engine: build ## Gate a real vLLM with the built binary, and diagnose it behind nginx.
	scripts/test-engine vllm

test-incidents: build ## Get a real vLLM into trouble and have it diagnosed.
	scripts/test-incidents

test-prometheus: build ## Read a real Prometheus and a real VictoriaMetrics.
	scripts/test-prometheus

test-monitoring: build ## Load generated rules, dashboards and routes into real servers beside simulated engines.
	scripts/test-monitoring dialects alerts

check: lint test-scripts build test-browser test-engine test-incidents test-prometheus test-monitoring test ## Everything CI checks.

check-slow: build ## What CI has no time for: compile llama.cpp (four minutes on two cores, once), and gate it.
	scripts/engines/install-llamacpp
	scripts/test-engine llamacpp

bench: bench-engine bench-parsing bench-exposition bench-gate bench-diagnosis ## Run every benchmark.

bench-engine: ## Measure how fast the engine model runs under the virtual clock.
	$(BENCHMARK) EngineModelSpeed

bench-parsing: ## Measure how fast a streamed answer is parsed.
	$(BENCHMARK) InferenceParsing

bench-exposition: ## Measure how fast metrics bodies are parsed, beside Go and Python.
	Benchmarks/ExpositionParsing/compare

# Optimised, with the checks of every access to the body.
fuzz: ## Feed ITERATIONS damaged metrics bodies, chosen by SEED, to the parser.
	FIRSTLIGHT_BENCHMARKS=1 swift run -c release --scratch-path .build-fuzz \
		-Xswiftc -assert-config -Xswiftc Debug ExpositionFuzzer $(ITERATIONS) $(SEED)

fuzz-guided: ## The same guided by libFuzzer, for SECONDS; the corpus is kept in .build-fuzz.
	FIRSTLIGHT_BENCHMARKS=1 swift run -c release --scratch-path .build-fuzz \
		-Xswiftc -assert-config -Xswiftc Debug \
		ExpositionFuzzer --write-corpus .build-fuzz/corpus
	FIRSTLIGHT_LIBFUZZER=1 swift build -c release --scratch-path .build-libfuzzer \
		-Xswiftc -assert-config -Xswiftc Debug --product ExpositionLibFuzzer
	.build-libfuzzer/release/ExpositionLibFuzzer -max_total_time=$(SECONDS) -max_len=4096 \
		.build-fuzz/corpus

bench-gate: ## Measure how often a gate decides wrongly, and write docs/statistics.md.
	mkdir -p .build
	$(BENCHMARK) GateCalibration > .build/statistics.md
	mv .build/statistics.md docs/statistics.md

bench-diagnosis: ## Measure how often a diagnosis is right, and write docs/diagnosis-accuracy.md.
	mkdir -p .build
	$(BENCHMARK) DiagnosisAccuracy --set report --page docs/diagnosis-accuracy.md \
		> .build/diagnosis-accuracy.md
	mv .build/diagnosis-accuracy.md docs/diagnosis-accuracy.md

# Not part of `bench`: it wants the machine for itself, and for long where peers are installed.
bench-client: release ## Measure the client beside others (FIRSTLIGHT_BENCH_...), and write docs/client-cost.md.
	PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover \
		--start-directory Benchmarks/ClientCost/tests
	Benchmarks/ClientCost/compare --page docs/client-cost.md

release: ## Build the binary to hand out: optimised, Swift linked in, stripped.
	$(RELEASE) --product firstlight
	strip .build-release/release/firstlight

install: release ## Install the binary under PREFIX (default: /usr/local).
	install -D -m 755 .build-release/release/firstlight $(DESTDIR)$(PREFIX)/bin/firstlight

clean: ## Remove everything that was built; installed engines stay.
	rm -rf .build .build-release .build-benchmarks .build-fuzz .build-libfuzzer
