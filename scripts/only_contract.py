"""A contract for import-linter: modules that import each other, what is listed, and the standard library."""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """A list of what is allowed; import-linter's own `forbidden` would let each new dependency through."""

    type_name = "only"

    source_modules = fields.SetField(subfield=fields.StringField())
    allowed_modules = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the signature is the base class's
        sources = cast("set[str]", self.source_modules)
        allowed = sources | cast("set[str]", self.allowed_modules) | sys.stdlib_module_names
        strays = sorted(
            (importer, imported)
            for source in sources
            for importer in {source} | graph.find_descendants(source)
            for imported in graph.find_modules_directly_imported_by(importer)
            if not any(imported == module or imported.startswith(f"{module}.") for module in allowed)
        )
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["strays"]:
            output.print_error(f"{importer} imports {imported}, which this contract does not list.")
