"""Scales and names of money of other languages, in ASCII, from Unicode CLDR 48.2.0, by tools/scales.py.

The notice in scales.py holds for them, too.
"""

from ledger.figures.vocabulary.numbers import vocabulary

FOREIGN = vocabulary(
    """
    avro bilijon bilijona bilijoni bilijonov bilijun bilijuna bilioi bilion biliona bilions bilionu biliony bilj
    biljoen biljon biljoner biljoona biljoonaa billionen billioner billones bln coroa coroane coroas corone
    corones couronne couronnes dalir dalur dolar dolara dolari dolarja dolarjev dolarji dolaru dolary doleriai
    dolerio doleris dollari dollaria dollarit dollaro duisend duizend eiro errublo eura eurai euras euroa eurot
    evra evri evro evrov evrur ezer franak franaka franchi franci franco francos franga franka frankai frankar
    frankas franki franko frankov franks franku franky funt funta funte funti funtov funtu funty hilj hiljada
    hiljade juta koroa koron korona korony korun koruna koruny kron kronas kronasi kronen kroni kronos kronu
    kroon krooni kruna krune kruunu kruunua libera libier libry lliura lliures mia miler milers miliar miliard
    miliarda miliarde miliardi miliardo miliardy milijard milijarda milijardai milijardas milijarde milijardi
    milijardo milijon milijona milijonai milijonas milijoni milijono milijonov milijun milijuna milioane milioi
    milion miliona milione milioni milions milionu miliony milj miljard miljarder miljardi miljardia miljardit
    miljards miljardu miljoen miljon miljoner miljoni miljonit miljons miljonu miljoona miljoonaa mill milliard
    milliarde milliarden milliarder milliards millier millionen millioner millones milyar milyard milyon mio mld
    mljrd mln mlr mlrd mrd nael naela paun peeso peesot pesai pesas pesoa pesosi pesosu pesov peza pezo pezos
    pezosa pfund pund puntaa ribu roebel rubalj rubalja rubel rubelj rubl rubla rubler rublesi rubli rubliai
    rublio rublis rublja rublje rubljev rublji rublo rublos rublu rubly rupla ruplaa sterlina sterline svarai
    svaras svaro tausend tis tril trilijonai trilijonas trilijono trilioane trilion triliun trilj triljon
    triljoni triljonit triljons triljonu trilyon trln tuh tuhat tuhatta tusen tusind tys yevro
    """
)
