extension Templates {
    /// One sheet for screen, phone and A4: dark ink on white, one accent, three tones that differ in lightness too.
    static let style = #"""
        :root{--ink:#1b2631;--soft:#5a6876;--line:#d9dfe5;--wash:#f5f7f9;--accent:#124e78;--pos:#2e7d5b;--net:#c3cbd3;--none:#e6eaee;--neg:#a63d2f;--amber:#8a5a00}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:#fff;color:var(--ink);font:16px/1.55 "Source Sans 3","Segoe UI",Roboto,"Noto Sans",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
        header,main{max-width:60rem;margin:0 auto;padding:0 1.5rem}
        h1,h2,.office,.lead,.cards dd:first-of-type{font-family:"Source Serif 4","Noto Serif",Georgia,"Times New Roman",serif}
        h1{font-size:2.1rem;line-height:1.18;margin:.1em 0 .2em;font-weight:600;letter-spacing:-.01em}
        h2{font-size:1.4rem;line-height:1.25;margin:0 0 1rem;font-weight:600}
        h3{font-size:1.08rem;margin:0 0 .2rem}
        h4{font-size:1rem;margin:0;font-weight:600}
        p{margin:0 0 .8rem}
        a{color:var(--accent)}
        main>section{padding:2rem 0 1.4rem;border-top:1px solid var(--line)}
        main>section:first-child:not(.incomplete),.incomplete+section{border-top:2px solid var(--ink)}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
        .hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .soft{color:var(--soft);font-weight:400}
        .note{color:var(--soft);font-size:.9rem}
        .nowrap{white-space:nowrap}
        .kop{text-align:center;padding:1.6rem 0 .9rem;border-bottom:3px double var(--ink)}
        .kop p{margin:0}
        .government{font-size:1.02rem;letter-spacing:.06em;text-transform:uppercase}
        .office{font-size:1.35rem;font-weight:600}
        .address{font-size:.88rem;color:var(--soft)}
        .title{padding:2rem 0 1rem}
        .eyebrow{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
        .period{font-size:1.15rem;margin:0 0 .8rem}
        .facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0;font-size:.9rem;color:var(--soft)}
        .facts div{display:flex;gap:.5rem}
        .facts dt{white-space:nowrap}
        .facts dt::after{content:":"}
        .facts dd{margin:0;color:var(--ink)}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:0 0 1.4rem;font-size:.92rem}
        nav a{text-decoration:none}
        nav a:hover{text-decoration:underline}
        .n{font-weight:600;white-space:nowrap;text-underline-offset:.18em;text-decoration-thickness:1px;text-decoration-color:#9db6c8}
        span.n{font-weight:400;color:var(--soft)}
        a.n:hover{text-decoration-thickness:2px;text-decoration-color:currentColor}
        a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        main>.incomplete{background:#fff6e5;border:1px solid #d8a13a;border-left-width:6px;padding:1rem 1.2rem;margin:0 0 1.6rem}
        .incomplete p{margin:0}
        .incomplete strong{color:var(--amber);letter-spacing:.04em;margin-right:.5rem}
        .incomplete ul{margin:.4rem 0 0;padding-left:1.2rem}
        .lead{font-size:1.2rem;line-height:1.5;max-width:46rem}
        .leading{list-style:none;counter-reset:issue;margin:1.4rem 0 0;padding:0}
        .leading li{counter-increment:issue;position:relative;padding:.85rem 11rem .75rem 2.6rem;border-top:1px solid var(--line)}
        .leading li::before{content:counter(issue);position:absolute;left:0;top:.62rem;font:600 1.5rem/1.2 Georgia,serif;color:var(--accent)}
        .leading p{margin:0;font-size:.96rem}
        .leading svg{position:absolute;right:0;top:1.25rem}
        .key,.legend{display:flex;flex-wrap:wrap;gap:.2rem .45rem;align-items:center;font-size:.85rem;color:var(--soft);margin-top:.5rem}
        .legend{gap:.3rem 1.4rem;font-size:.98rem;color:var(--ink)}
        .key i,.legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px}
        .key i:not(:first-child){margin-left:.7rem}
        .legend i{margin:0 .15rem 0 0}
        .pos{fill:var(--pos)}.net{fill:var(--net)}.none{fill:var(--none)}.neg{fill:var(--neg)}
        i.pos{background:var(--pos)}i.net{background:var(--net)}i.none{background:var(--none)}i.neg{background:var(--neg)}
        .follow{background:var(--wash);border-left:4px solid var(--neg);padding:.7rem 1rem;margin:1.2rem 0 0}
        .status{display:inline-block;font-size:.78rem;font-weight:600;line-height:1.35;padding:0 .5em;border-radius:1em;border:1px solid currentColor;vertical-align:.1em;color:var(--soft);font-family:inherit}
        .status.naik,.status.baru{color:var(--neg)}
        .status.turun{color:var(--pos)}
        .late{color:var(--neg);font-weight:600}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:0;margin:0 0 1.6rem;border:1px solid var(--line);border-radius:6px;overflow:hidden}
        .cards div{padding:.9rem 1rem .8rem;box-shadow:1px 1px 0 0 var(--line);display:flex;flex-direction:column}
        .cards dt{order:2;font-size:.9rem;color:var(--soft)}
        .cards dd{margin:0;font-size:2rem;line-height:1.15}
        .cards dd .n{text-decoration:none}
        .cards dd.before{order:3;font-size:.85rem;color:var(--soft)}
        .wrap{overflow-x:auto;margin:0 0 1.5rem}
        table{border-collapse:collapse;width:100%;font-size:.93rem;line-height:1.4}
        .wide{font-size:.87rem}
        .columns table{font-size:.9rem}
        caption{text-align:left;font-weight:600;padding:0 0 .35rem;font-size:1rem}
        th,td{text-align:left;padding:.38rem .6rem .38rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:normal}
        thead th{color:var(--soft);font-weight:600;font-size:.82rem;border-bottom:1px solid #9aa6b2;vertical-align:bottom}
        thead .num{white-space:nowrap}
        tbody th{font-weight:400;overflow-wrap:anywhere;min-width:7.5rem}
        .wrap table:not(.loose) tbody th{overflow-wrap:break-word}
        .num{text-align:right;padding-right:.9rem;white-space:nowrap}
        td.bar{width:130px;vertical-align:middle}
        .columns td.bar{width:90px}
        .places tbody tr:not(.below):not(.rest) th{font-weight:600}
        .places .below th{padding-left:1.4rem}
        .places .rest th{color:var(--soft)}
        .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1.3rem 2.4rem;margin:0 0 1.6rem;align-items:start}
        .chart{margin:0 0 .6rem}
        svg{max-width:100%}
        .chart svg{width:100%;height:auto;display:block;overflow:visible}
        .day{fill:#a9bdcc}
        .day.last{fill:var(--accent)}
        .axis{stroke:#9aa6b2;stroke-width:1;fill:none}
        svg text{font:12px "Source Sans 3","Segoe UI",Roboto,"Noto Sans",Helvetica,Arial,sans-serif;text-anchor:middle;fill:var(--soft)}
        svg .value{fill:var(--ink);font-weight:600}
        svg .gap{fill:#9aa6b2}
        .sparks{display:grid;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr));gap:1rem 1.6rem;margin:1.2rem 0}
        figure{margin:0}
        figcaption{font-size:.86rem;margin-bottom:.2rem}
        .spark{width:100%;height:auto;display:block}
        summary{cursor:pointer;color:var(--accent);width:max-content;max-width:100%}
        details>.wrap,details>ul{margin-top:.6rem}
        #kliping h3{margin:1.6rem 0 .2rem;padding-bottom:.3rem;border-bottom:1px solid #9aa6b2}
        article{padding:.75rem 0 .65rem;border-bottom:1px solid var(--line);scroll-margin-top:1rem}
        article h4 a{color:inherit;text-decoration-color:#b5c3cf;text-underline-offset:.18em}
        h4,.meta,.text,li a,tbody th{unicode-bidi:isolate}
        .meta{font-size:.86rem;color:var(--soft);margin:.1rem 0 .3rem}
        .text{font-size:.94rem;margin:0 0 .4rem;max-width:48rem}
        mark{background:#fdf0c4;color:inherit;padding:0 .08em;border-radius:2px}
        .labels{display:flex;flex-wrap:wrap;gap:.25rem .35rem;margin:0;font-size:.8rem;line-height:1.5}
        .labels span{border:1px solid var(--line);border-radius:3px;padding:0 .42em;background:var(--wash)}
        .labels .tone{border-left-width:4px}
        .labels .tone.pos{border-left-color:var(--pos)}.labels .tone.net{border-left-color:#9aa6b2}.labels .tone.neg{border-left-color:var(--neg)}
        .evidence{font-size:.84rem;margin-top:.35rem}
        .evidence ul{margin:.2rem 0 0;padding-left:1.1rem}
        article:target,.list:target{background:#eef5fa;box-shadow:-.7rem 0 0 #eef5fa,.7rem 0 0 #eef5fa}
        .short,.list{display:none}
        .short:target,.list:target{display:block}
        .list{padding:.6rem 0;scroll-margin-top:1rem}
        .list ol{padding-left:2.2rem;margin:.4rem 0 .8rem}
        .list .compact{padding:0}
        .compact li{display:inline}
        .signature div{margin-left:auto;width:20rem;max-width:100%}
        .signature p{margin:0}
        .signature .room{height:5rem}
        @media (max-width:40rem){
        body{font-size:15.5px}
        header,main{padding:0 1rem}
        h1{font-size:1.65rem}
        .title{padding-top:1.4rem}
        .lead{font-size:1.08rem}
        .leading li{padding-right:0}
        .leading svg{position:static;display:block;margin-top:.45rem}
        .cards{grid-template-columns:1fr 1fr}
        .cards dd{font-size:1.6rem}
        .wide{min-width:44rem}
        .columns{grid-template-columns:1fr}
        main>section{padding:1.5rem 0 1rem}
        }
        @media screen and (max-width:30rem){
        .num{padding-right:.55rem}
        .bar{display:none}
        caption{max-width:calc(100vw - 2rem)}
        .wrap{background:linear-gradient(90deg,#fff 70%,#fff0) 0 0/2rem 100% no-repeat local,linear-gradient(270deg,#fff 70%,#fff0) 100% 0/2rem 100% no-repeat local,linear-gradient(90deg,#1b263133,#1b263100) 0 0/.6rem 100% no-repeat scroll,linear-gradient(270deg,#1b263133,#1b263100) 100% 0/.6rem 100% no-repeat scroll}
        .wrap tbody th{min-width:6.5rem}
        .wide tbody th{width:8.5rem}
        .wrap tbody th,.wrap thead th:first-child{position:sticky;left:0;z-index:1;background:#fff;box-shadow:inset -1px 0 var(--line)}
        .wrap table{border-collapse:separate;border-spacing:0}
        .sparks{grid-template-columns:1fr 1fr}
        svg.days text{font-size:27px}
        svg.days .minor{display:none}
        }
        @page{size:A4;margin:17mm 15mm 18mm}
        @page{@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5a6876}}
        @media print{
        html{font-size:9.6pt}
        body{font-size:1rem;line-height:1.42}
        header,main{max-width:none;padding:0}
        h1{font-size:20pt}
        h2{font-size:13.5pt;margin-bottom:.7rem}
        h2,h3,caption{break-after:avoid}
        .lead{font-size:11.5pt}
        .title{padding:1rem 0 .6rem}
        main>section{padding:1rem 0 .6rem}
        nav,.skip,.appendix,.evidence,details{display:none}
        tr,article,.leading li,figure,.chart,.signature{break-inside:avoid}
        .wrap{overflow:visible}
        table,.wide,.columns table{font-size:8.4pt}
        .wide{font-size:7.6pt}
        .wide th,.wide td{padding-right:.5em}
        tbody th,.wide tbody th{min-width:7.5em;overflow-wrap:break-word}
        .wide thead th{font-size:7pt}
        .screen{display:none}
        .leading li{padding-right:10.5rem}
        a,.n{color:inherit;text-decoration:none}
        .cards dd{font-size:17pt}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        #kliping{break-before:page}
        }
        """#
}
