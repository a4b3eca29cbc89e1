package dev.firn.enrichments.pii;

import dev.firn.enrichments.lookup.CompiledPath;
import dev.firn.enrichments.lookup.EntityField;
import dev.firn.registry.SchemaCriterion;

/** Values at a path in all entities of one column that satisfy a criterion. */
record JsonTarget(EntityField field, SchemaCriterion criterion, CompiledPath path) {}
