.DEFAULT_GOAL := help
.PHONY: help run test bench mutants format clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

run: ## Run the product with a sample tenant on http://localhost:8080 (PORT=...) until Ctrl-C
	@scripts/run

test: ## Run every test; ARGS go to dotnet test
	@scripts/test $(ARGS)

bench: ARGS ?= --filter '*'
bench: ## Run the benchmarks; ARGS go to BenchmarkDotNet
	@scripts/install-packages run
	@dotnet run -c Release --project tests/TeamsCpeApi.Benchmarks -- $(ARGS)

mutants: ## Change the rules of credit one by one: which change does no test notice? ARGS go to dotnet-stryker
	@scripts/mutants $(ARGS)

format: ## Format the code as .editorconfig says
	@dotnet format TeamsCpeApi.sln

clean: ## Stop what runs here and delete its data, keys and logs (.local)
	@scripts/clean
