/** Kinds that no library at hand has models of: only what our manifests use of them, so anything else is refused. */
package dev.firn.k8s.model;
