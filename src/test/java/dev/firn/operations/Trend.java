package dev.firn.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a curve rises. The slope is the median of the slopes between all pairs of points (Theil and Sen): up to a
 * quarter of the points may be anything without moving it.
 *
 * @param median of the values
 * @param growth slope times length
 */
record Trend(double median, double growth) {

    private static final int SLICES = 24;

    /**
     * @param times ascending; as many as values
     * @param values NaN where there is none
     * @param lows whether to look at the least value of each of some slices of time
     */
    static Trend of(List<Double> times, List<Double> values, boolean lows) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            if (!Double.isNaN(values.get(i))) {
                points.add(new double[] {times.get(i), values.get(i)});
            }
        }
        if (points.size() < 2) {
            return new Trend(Double.NaN, Double.NaN);
        }
        List<double[]> looked = lows ? lows(points) : points;
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            for (int j = i + 1; j < looked.size(); j++) {
                double run = looked.get(j)[0] - looked.get(i)[0];
                if (run > 0) {
                    slopes.add((looked.get(j)[1] - looked.get(i)[1]) / run);
                }
            }
        }
        double length = points.get(points.size() - 1)[0] - points.get(0)[0];
        double slope = slopes.isEmpty() ? 0 : median(slopes);
        return new Trend(median(looked.stream().map(point -> point[1]).toList()), slope * length);
    }

    private static List<double[]> lows(List<double[]> points) {
        int size = Math.max(1, points.size() / SLICES);
        List<double[]> lows = new ArrayList<>();
        for (int from = 0; from < points.size(); from += size) {
            lows.add(points.subList(from, Math.min(points.size(), from + size)).stream()
                    .min((a, b) -> Double.compare(a[1], b[1]))
                    .orElseThrow());
        }
        return lows;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Falling is flat, too. */
    boolean isFlat(double tolerance, double floor) {
        return growth <= Math.max(floor, tolerance * median);
    }
}
