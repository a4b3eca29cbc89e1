package dev.firn.enrichments.adapter.googleanalytics;

/**
 * Where the parameters of hits go. Each line: the schema's name in the configuration, then parameter, member and, unless
 * text, type of each field.
 */
final class HitTables {

    private HitTables() {}

    /** Types of hits and the events they are. */
    static final String EVENT_TYPES =
            """
            pageview page_view
            screenview screen_view
            event
            transaction
            item
            social
            exception
            timing
            """;

    static final String EVENTS =
            """
            page_view: dl documentLocationUrl, dh documentHostName, dp documentPath, dt documentTitle
            screen_view: cd screenName
            event: ec category, ea action, el label, ev value INTEGER
            transaction: ti id, ta affiliation, tr revenue MONEY, ts shipping MONEY, tt tax MONEY, tcc couponCode, \
            cu currencyCode
            item: ti transactionId, in name, ip price MONEY, iq quantity INTEGER, ic code, iv category, cu currencyCode
            social: sn network, sa action, st actionTarget
            exception: exd description, exf isFatal BOOLEAN
            timing: utc userTimingCategory, utv userTimingVariableName, utt userTimingTime INTEGER, \
            utl userTimingLabel, plt pageLoadTime INTEGER, dns dnsTime INTEGER, pdt pageDownloadTime INTEGER, \
            rrt redirectResponseTime INTEGER, tcp tcpConnectTime INTEGER, srt serverResponseTime INTEGER, \
            dit domInteractiveTime INTEGER, clt contentLoadTime INTEGER
            """;

    /** Told of any hit, in a context each. */
    static final String CONTEXTS =
            """
            page_view: dl documentLocationUrl, dh documentHostName, dp documentPath, dt documentTitle
            undocumented: a a, jid jid, gjid gjid
            private: _v v, _u u, _gid gid, _s s INTEGER, _r r INTEGER
            general: v protocolVersion, tid trackingId, aip anonymizeIp BOOLEAN, ds dataSource, \
            qt queueTime INTEGER, z cacheBuster
            user: cid clientId, uid userId
            session: sc sessionControl, uip ipOverride, ua userAgentOverride, geoid geographicalOverride
            traffic_source: dr documentReferrer, cn campaignName, cs campaignSource, cm campaignMedium, \
            ck campaignKeyword, cc campaignContent, ci campaignId, gclid googleAdwordsId, dclid googleDisplayAdsId
            system_info: sr screenResolution, vp viewportSize, de documentEncoding, sd screenColors, \
            ul userLanguage, je javaEnabled BOOLEAN, fl flashVersion
            link: linkid id
            app: an name, aid id, av version, aiid installerId
            product_action: pa productAction, pal productActionList, cos checkoutStep INTEGER, col checkoutStepOption
            content_experiment: xid id, xvar variant
            hit: t type, ni nonInteractionHit BOOLEAN
            promotion_action: promoa promotionAction
            """;

    /** What the numbers in a parameter's name become; see {@link CompositeName}. */
    static final String INDEX = "IF";

    /** Told of products and other things that a hit has several of; the parameters are those of {@link CompositeName}. */
    static final String COMPOSITES =
            """
            product: IFpr index INTEGER, prid sku, prnm name, prbr brand, prca category, prva variant, \
            prpr price MONEY, prqt quantity INTEGER, prcc couponCode, prps position INTEGER
            product_custom_dimension: IFprcd productIndex INTEGER, IFcd dimensionIndex INTEGER, prcd value
            product_custom_metric: IFprcm productIndex INTEGER, IFcm metricIndex INTEGER, prcm value INTEGER
            product_impression_list: IFil index INTEGER, ilnm name
            product_impression: IFilpi listIndex INTEGER, IFpi productIndex INTEGER, ilpiid sku, ilpinm name, \
            ilpibr brand, ilpica category, ilpiva variant, ilpips position INTEGER, ilpipr price MONEY
            product_impression_custom_dimension: IFilpicd listIndex INTEGER, IFpicd productIndex INTEGER, \
            IFcd customDimensionIndex INTEGER, ilpicd value
            product_impression_custom_metric: IFilpicm listIndex INTEGER, IFpicm productIndex INTEGER, \
            IFcm customMetricIndex INTEGER, ilpicm value INTEGER
            promotion: IFpromo index INTEGER, promoid id, promonm name, promocr creative, promops position
            custom_dimension: IFcd index INTEGER, cd value
            custom_metric: IFcm index INTEGER, cm value DOUBLE
            content_group: IFcg index INTEGER, cg value
            """;

    /** Told in tracker parameters as well; those of transactions and items differ by hit. */
    static final String TRACKER_PARAMETERS =
            """
            uip ip
            dr refr
            de cs
            sd cd
            ul lang
            je f_java
            dl url
            dt page
            ti ti_id tr_id
            ta tr_af
            tr tr_tt
            ts tr_sh
            tt tr_tx
            in ti_nm
            ip ti_pr
            iq ti_qu
            ic ti_sk
            iv ti_ca
            cu ti_cu tr_cu
            ua ua
            """;
}
