/**
 * Iglu: schema keys, self-describing JSON, look-up in registries and validation.
 *
 * <p>A value that claims a schema passes here once: {@link dev.firn.registry.SelfDescribingJson#of} reads the claim,
 * {@link dev.firn.registry.IgluClient#check} resolves the schema (cache first, then registries in order) and validates
 * the data with the compiled schema. What goes wrong is an {@link dev.firn.registry.IgluError}, never an exception.
 */
@NullMarked
package dev.firn.registry;

import org.jspecify.annotations.NullMarked;
