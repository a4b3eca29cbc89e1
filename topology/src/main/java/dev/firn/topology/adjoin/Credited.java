package dev.firn.topology.adjoin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A touch with its part of a conversion.
 *
 * @param touch a click, or an impression that nobody clicked
 * @param impression of a click, when it is known
 */
record Credited(AdEvent touch, @Nullable AdEvent impression, BigDecimal credit) {}
